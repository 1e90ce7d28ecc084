"""The commands of the stable outside; thin: parse, call a service, print."""
