"""The rules of the job in plain Python: no Qt, SQL, pandas, files or clock."""
