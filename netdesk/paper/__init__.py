"""HTML becomes pages: PDF, preview, printer. Qt without widgets; knows no service."""
