package io.tidegate.gateway.device;

/// Where a port's bytes come from. `label` names it in logs and status; `usbSerial` and
/// `physicalPath` stand in for a board's id where the board does not tell one (empty when unknown).
public record PortSource(String label, String usbSerial, String physicalPath) {}
