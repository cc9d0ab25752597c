package io.tidegate.gateway.device;

import io.tidegate.bridge.Frame;
import io.tidegate.bridge.WireFault;

/// What should happen because of what a board said or did not say. The core does it, in this order.
public sealed interface DeviceEffect {

  /// Write this frame to the port.
  record Send(int port, Frame frame) implements DeviceEffect {}

  /// A new reading: to the topic map and the spool.
  record Taken(Reading reading) implements DeviceEffect {}

  /// Readings that no longer exist: an exact range of one session.
  record Gap(String device, String session, long first, long last) implements DeviceEffect {}

  /// A reading that used up its number and is not sent: unusable content, or a value outside its
  // bounds.
  /// `words` names the channel, the value and the bound.
  record Refused(String device, Reason reason, String words) implements DeviceEffect {
    public enum Reason {
      UNUSABLE,
      OUT_OF_RANGE,
      STEP_TOO_LARGE,
      IGNORED_BOARD
    }
  }

  /// A board is there or gone.
  record Presence(String device, int port, boolean available, String words)
      implements DeviceEffect {}

  /// Something a person should know: two ports with one id, a rolled back board, a silent one.
  // `kind` is lower snake case.
  record Alarm(String kind, String device, int port, String words) implements DeviceEffect {}

  /// A counted fault on a port.
  record Fault(int port, WireFault fault) implements DeviceEffect {}

  /// A line that is no reading: a print of the sketch, boot text, a log frame. For the monitor and
  // the debug log.
  record Line(int port, String device, String level, byte[] text) implements DeviceEffect {}

  /// A command came to its end. `reference` is what the core handed over with it.
  record CommandEnded(String device, long reference, String code, String text)
      implements DeviceEffect {}

  /// Ask the port control to open the port anew (a silent board), with a reset when `reset`.
  record Reopen(int port, boolean reset) implements DeviceEffect {}
}
