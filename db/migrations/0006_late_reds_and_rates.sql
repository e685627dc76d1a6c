-- Where the office reverses by hand, it is the office that finds a red invoice nothing here can be reversed by.
GRANT INSERT, UPDATE (number, code, issued_on, amount_fen, reason) ON stray_reds TO staff, seller;
--> statement-breakpoint
-- What was paid for before its product had a tax rate waits for it; only a stored-value card is not taxed.
UPDATE invoiceables i SET tax_treatment = coalesce(trim_scale(p.tax_rate)::text, 'unset')
  FROM orders o JOIN products p ON p.code = o.product_code
  WHERE o.id = i.order_id AND i.document <> 'card' AND i.tax_treatment = 'not-taxed';
--> statement-breakpoint
GRANT UPDATE (tax_treatment) ON invoiceables TO staff;

