CREATE INDEX IF NOT EXISTS "invoice_applications_listed" ON "invoice_applications" USING btree ("account_id","submitted_at","id") WHERE removed_at is null;--> statement-breakpoint
DROP INDEX IF EXISTS "invoice_applications_page";
