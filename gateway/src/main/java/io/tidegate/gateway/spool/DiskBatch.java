package io.tidegate.gateway.spool;

import java.util.List;

/// Steps to perform in this order, stopping at the first that fails.
public record DiskBatch(long id, List<DiskStep> steps) {}
