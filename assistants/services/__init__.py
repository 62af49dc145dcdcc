"""The only writers: what changes a row of ours is here, in the transaction of the audit event that tells of it."""
