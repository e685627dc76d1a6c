CREATE POLICY "issuing_batches_system" ON "issuing_batches" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);
--> statement-breakpoint
-- What names a buyer goes with the application: the mails about it, and the workbooks it stood in.
GRANT SELECT (id), UPDATE (workbook) ON issuing_batches TO system;
--> statement-breakpoint
GRANT DELETE ON mails TO system;
