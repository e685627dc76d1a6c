CREATE POLICY "issuing_batches_system" ON "issuing_batches" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "issuing_lists_system" ON "issuing_lists" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);
--> statement-breakpoint
-- What names a buyer goes with the application: the mails about it, the workbooks it stood in, and what
-- the tax bureau's lists said of it.
GRANT SELECT (id), UPDATE (workbook) ON issuing_batches TO system;
--> statement-breakpoint
GRANT SELECT (kind, report), UPDATE (report) ON issuing_lists TO system;
--> statement-breakpoint
GRANT DELETE ON mails TO system;
