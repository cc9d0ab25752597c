package io.tidegate.gateway.device;

/// How a port's bytes are read. `device` names a plain board; empty: from the line or the source.
public record PortRule(int port, String label, Decoding decoding, String device, CsvRule csv) {}
