-- Where the office reverses by hand, it is the office that finds a red invoice nothing here can be reversed by.
GRANT INSERT, UPDATE (number, code, issued_on, amount_fen, reason) ON stray_reds TO staff, seller;
