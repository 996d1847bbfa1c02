"""The premises of a tenant: lease, areas, meters, waste sorting. For tenants; writes no table."""
