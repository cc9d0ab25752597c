package io.tidegate.gateway.device;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.WireFault;
import io.tidegate.gateway.spool.Key;

/// What should happen because of what a board said or did not say. The core does it, in this order.
public sealed interface DeviceEffect {

  /// Write this frame to the port.
  record Send(int port, Frame frame) implements DeviceEffect {}

  /// A new reading: to the topic map and the spool. Its key goes to [Boards#safe] when it is safe.
  record Taken(Reading reading) implements DeviceEffect {}

  /// A reading that used up its number and says nothing new, by the rules of its channels. Its key
  /// goes to [Boards#safe] at once.
  record HeldBack(Key key) implements DeviceEffect {}

  /// A message that a board publishes itself, over a byte stream. Its key goes to [Boards#safe]
  /// when it is safe. `will`: it is what the board left behind for the case that it is gone.
  record Published(
      int port, String device, Key key, String topic, byte[] payload, boolean retain, boolean will)
      implements DeviceEffect {}

  /// A board wants what this filter matches, or no more. Another one may want the same.
  record Subscribed(String filter, boolean wanted) implements DeviceEffect {}

  /// A board asked for what it may not have. Without `news` it was told before, in these words.
  record StreamRefused(int port, String device, String words, boolean news)
      implements DeviceEffect {}

  /// Readings that no longer exist: an exact range of one session.
  record Gap(String device, String session, long first, long last) implements DeviceEffect {
    /// Stands for the whole range: goes to [Boards#safe] when the announcement is safe.
    public Key key() {
      return new Key(device, session, last);
    }
  }

  /// Readings that may be lost: at most so many, measured within the last `sinceMillis` (negative:
  /// nobody knows since when). A board without power lost what it held, or the gateway lost its
  /// marks. Unless it is [Key#NONE], its key goes to [Boards#safe] when the announcement is safe.
  ///
  /// `heldBefore`: so many of the session before them were held back. From there the count goes
  /// on, as what was held back of these is not known either.
  record Unsure(
      Key key,
      String device,
      String session,
      long atMost,
      long heldBefore,
      long sinceMillis,
      String words)
      implements DeviceEffect {}

  /// A reading that used up its number and is not sent. `words` names the channel, the value and
  /// the
  /// bound. Unless it is [Key#NONE], its key goes to [Boards#safe] when the announcement is safe.
  /// Without `news` the same was told before, and it is counted only.
  record Refused(String device, Key key, Reason reason, String words, boolean news)
      implements DeviceEffect {
    public Refused(String device, Key key, Reason reason, String words) {
      this(device, key, reason, words, true);
    }

    public enum Reason {
      /// Content that is no reading: `nan`, a wrong type, bad JSON under a good CRC.
      UNUSABLE,
      /// Below a channel's `min` or above its `max`.
      OUT_OF_RANGE,
      /// Further from the reading before than `max_step`.
      STEP_TOO_LARGE,
      /// The configuration says ignore, or the board is unknown and those are not accepted.
      IGNORED_BOARD,
      /// A board on another port has this id.
      SAME_ID,
      /// More boards than the gateway keeps apart.
      TOO_MANY_BOARDS,
      /// A sensor of the machine's own board gave no value; it was not numbered.
      SENSOR_FAULT
    }
  }

  /// A board is there or gone.
  record Presence(String device, int port, boolean available, String words)
      implements DeviceEffect {}

  /// A link board has told all its channels; [Boards#describe] has them.
  record Described(String device, int port) implements DeviceEffect {}

  /// Something a person should know and may have to act on. `kind` is lower snake case: `same_id`,
  /// `board_rolled_back`, `board_silent`, `too_many_boards`.
  record Alarm(String kind, String device, int port, String words) implements DeviceEffect {}

  /// Something worth a count and a line for a person, by kind: `marks_rebuilt`, `name_mapped`,
  /// `named_by_usb`, `named_by_path`, `named_by_label`, `reopened`, `reset`, `late_result`,
  /// `no_header`, `not_read`, `link_on_plain_port`, `sensor_well`, `stream_ended`. `device` is
  /// empty where it is about the port.
  record Notice(String kind, String device, int port, String words) implements DeviceEffect {}

  /// A counted fault on a port.
  record Fault(int port, WireFault fault) implements DeviceEffect {}

  /// A line that is no reading: a print of the sketch, boot text, a log frame. For the monitor; a
  /// log frame, whose level is one of its own, for the log too. `device` is empty while nobody
  /// knows whose port it is.
  record Line(int port, String device, String level, byte[] text) implements DeviceEffect {}

  /// A command came to its end. `reference` is what the core handed over with it.
  record CommandEnded(String device, long reference, CommandCode code, String text)
      implements DeviceEffect {}

  /// Ask the port control to open the port anew (a silent board), with a reset when `reset`.
  record Reopen(int port, boolean reset) implements DeviceEffect {}
}
