"""Results from other programs: spreadsheets and RevMan; pure readers, bytes in and problems out."""
