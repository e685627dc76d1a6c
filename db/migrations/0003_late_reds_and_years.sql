CREATE TABLE "stray_reds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"form_id" uuid NOT NULL,
	"number" text NOT NULL,
	"code" text,
	"issued_on" date NOT NULL,
	"amount_fen" bigint NOT NULL,
	"reason" text NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"closed_by" uuid,
	"closed_at" timestamp with time zone,
	"note" text,
	"recorded_at" timestamp with time zone DEFAULT date_trunc('milliseconds', clock_timestamp()) NOT NULL,
	CONSTRAINT "stray_reds_reason_known" CHECK ("stray_reds"."reason" in ('under-correction', 'other-form', 'blue-gone', 'red-recorded', 'differs', 'number-used')),
	CONSTRAINT "stray_reds_negative" CHECK ("stray_reds"."amount_fen" < 0)
);
--> statement-breakpoint
ALTER TABLE "stray_reds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invoice_applications" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "red_forms" ADD CONSTRAINT "red_forms_tenant" UNIQUE("account_id","id");--> statement-breakpoint
ALTER TABLE "stray_reds" ADD CONSTRAINT "stray_reds_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stray_reds" ADD CONSTRAINT "stray_reds_own_application" FOREIGN KEY ("account_id","application_id") REFERENCES "public"."invoice_applications"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stray_reds" ADD CONSTRAINT "stray_reds_own_form" FOREIGN KEY ("account_id","form_id") REFERENCES "public"."red_forms"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "stray_reds_one_each" ON "stray_reds" USING btree ("form_id");--> statement-breakpoint
CREATE INDEX "stray_reds_open" ON "stray_reds" USING btree ("application_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "invoice_applications_over" ON "invoice_applications" USING btree ("submitted_at","id") WHERE removed_at is null and status in ('rejected', 'withdrawn');--> statement-breakpoint
CREATE INDEX "invoice_applications_kept" ON "invoice_applications" USING btree ("issued_at","id") WHERE removed_at is null and issued_at is not null;--> statement-breakpoint
CREATE INDEX "invoice_applications_replaced" ON "invoice_applications" USING btree ("replaces_id") WHERE replaces_id is not null;--> statement-breakpoint
CREATE INDEX "issuing_batch_lines_invoice" ON "issuing_batch_lines" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "red_forms_invoice" ON "red_forms" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "red_forms_red_invoice" ON "red_forms" USING btree ("red_invoice_id");--> statement-breakpoint
CREATE INDEX "deficits_claimed" ON "deficits" USING btree ("claimed_by") WHERE claimed_by is not null;--> statement-breakpoint
CREATE POLICY "issuing_batch_lines_system" ON "issuing_batch_lines" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stray_reds_seller" ON "stray_reds" AS PERMISSIVE FOR ALL TO "seller" USING (application_id in (select id from invoice_applications)) WITH CHECK (application_id in (select id from invoice_applications));--> statement-breakpoint
CREATE POLICY "stray_reds_staff" ON "stray_reds" AS PERMISSIVE FOR ALL TO "staff" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "stray_reds_system" ON "stray_reds" AS PERMISSIVE FOR ALL TO "system" USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT ON stray_reds TO staff, seller, system;
--> statement-breakpoint
GRANT INSERT, UPDATE (number, code, issued_on, amount_fen, reason, closed_by, closed_at, note) ON stray_reds TO system;
--> statement-breakpoint
GRANT UPDATE (closed_by, closed_at, note) ON stray_reds TO staff, seller;
--> statement-breakpoint
-- Once its years are over, what an application says is removed; its number and amount stay while its invoices use up quota.
CREATE OR REPLACE FUNCTION refuse_snapshot_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.account_id, NEW.kind, NEW.section, NEW.seller_id, NEW.amount_fen, NEW.policy_version, NEW.replaces_id,
      NEW.submitted_by, NEW.submitted_at)
    IS DISTINCT FROM
     (OLD.id, OLD.number, OLD.account_id, OLD.kind, OLD.section, OLD.seller_id, OLD.amount_fen, OLD.policy_version, OLD.replaces_id,
      OLD.submitted_by, OLD.submitted_at) THEN
    RAISE EXCEPTION 'an application is a snapshot' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.title, NEW.delivery, NEW.lines, NEW.remark, NEW.removed_at)
    IS NOT DISTINCT FROM (OLD.title, OLD.delivery, OLD.lines, OLD.remark, OLD.removed_at) THEN
    RETURN NEW;
  END IF;
  IF OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL AND OLD.issued_at <= business_now() - interval '10 years'
    AND (NEW.title, NEW.delivery, NEW.lines, NEW.remark) IS NOT DISTINCT FROM ('{}'::jsonb, '{}'::jsonb, '[]'::jsonb, '') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an application is a snapshot' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
-- Invoices are kept for ten years at least (rules for the implementation of the Tax Collection Law, article 29).
CREATE FUNCTION refuse_early_removal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  printed date := CASE TG_TABLE_NAME WHEN 'invoices' THEN (to_jsonb(OLD) ->> 'issued_on')::date
    ELSE (SELECT issued_on FROM invoices WHERE id = (to_jsonb(OLD) ->> 'invoice_id')::uuid) END;
BEGIN
  IF printed > (business_now() AT TIME ZONE 'Asia/Shanghai')::date - interval '10 years' THEN
    RAISE EXCEPTION 'an invoice is kept for ten years' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices FOR EACH ROW EXECUTE FUNCTION refuse_early_removal();
--> statement-breakpoint
CREATE TRIGGER invoice_files_kept BEFORE DELETE ON invoice_files FOR EACH ROW EXECUTE FUNCTION refuse_early_removal();
--> statement-breakpoint
-- A history goes with its application, and then whole: by the job that removes both.
DROP TRIGGER application_events_append_only ON application_events;
--> statement-breakpoint
CREATE TRIGGER application_events_append_only BEFORE UPDATE ON application_events FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION refuse_history_loss() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'system' THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END
$$;
--> statement-breakpoint
CREATE TRIGGER application_events_kept BEFORE DELETE ON application_events FOR EACH ROW EXECUTE FUNCTION refuse_history_loss();
--> statement-breakpoint
GRANT UPDATE (title, delivery, lines, remark, removed_at) ON invoice_applications TO system;
--> statement-breakpoint
GRANT SELECT, DELETE ON issuing_batch_lines TO system;
--> statement-breakpoint
GRANT DELETE ON invoice_applications, invoice_claims, application_events, invoices, invoice_files, download_links, corrections, red_forms,
  stray_reds TO system;
