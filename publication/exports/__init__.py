"""What leaves the site as a file: evidence profiles for Word, print, spreadsheets and programs."""
