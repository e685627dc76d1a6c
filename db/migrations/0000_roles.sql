-- The login role owns nothing and is granted nothing: without entering one of the roles below, every query fails.
-- Roles belong to the cluster, so they may already be there when another database of it was migrated first.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['auth', 'portal', 'staff', 'seller', 'system'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
    END IF;
  END LOOP;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'billing_app') THEN
    CREATE ROLE billing_app LOGIN NOINHERIT;
  END IF;
  GRANT auth, portal, staff, seller, system TO billing_app;
  -- Where the application logs in as the owner of a database of one's own, it enters the same roles.
  EXECUTE format('GRANT auth, portal, staff, seller, system TO %I WITH INHERIT FALSE, SET TRUE', current_user);
EXCEPTION
  WHEN unique_violation OR duplicate_object THEN
    RAISE EXCEPTION 'another database of this cluster is being migrated at this moment; migrate again';
END
$$;
--> statement-breakpoint
REVOKE ALL ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO billing_app, auth, portal, staff, seller, system;
