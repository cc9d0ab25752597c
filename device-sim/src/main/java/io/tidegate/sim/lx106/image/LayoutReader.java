package io.tidegate.sim.lx106.image;

import io.tidegate.sim.lx106.core.Effect.Kind;
import io.tidegate.sim.lx106.image.Walk.Access;
import io.tidegate.sim.lx106.image.Walk.Value;
import java.util.List;
import java.util.function.Predicate;

/// Finds a [Layout] in the machine code of functions that use it: which places they read, and by
/// which way they come there.
final class LayoutReader {
  /// The record of a network interface has a pointer to the station's there.
  private static final int RECORD_OF_INTERFACE = 28;

  /// In the record of a channel: its number.
  private static final int CHANNEL_NUMBER = 6;

  /// Places before this one are other things: timers, flags.
  private static final int BSSID_AT_LEAST = 32;

  private static final int KEY_AT_LEAST = 100;
  private static final int IC_BYTES = 1024;

  private final Image image;
  private final int ic;
  private Value record;

  private LayoutReader(Image image, int ic) {
    this.image = image;
    this.ic = ic;
  }

  /// With [Layout#UNKNOWN] where the code does not show it.
  static Layout read(Image image) {
    int ic = image.address("g_ic").orElse(0);
    return new LayoutReader(image, ic).read();
  }

  private Layout read() {
    int connection = Layout.UNKNOWN;
    int status = Layout.UNKNOWN;
    for (Access each : Walk.through(image, "wifi_station_get_connect_status")) {
      if (each.kind() == Kind.LOAD_8
          && each.base() instanceof Value.Word(Value.Known(int number), int more)
          && number + more - ic >= 0
          && number + more - ic < IC_BYTES) {
        record = each.base();
        connection = number + more - ic;
        status = each.offset();
        break;
      }
    }
    List<Access> sends = Walk.through(image, "ieee80211_output_pbuf");
    Value sending = new Value.Word(new Value.Argument(0), RECORD_OF_INTERFACE);
    int state = first(sends, Kind.LOAD_32, sending::equals, 0);

    List<Access> authenticated = Walk.through(image, "eagle_auth_done");
    int node = first(authenticated, Kind.LOAD_32, this::isRecord, 0);
    int bssid = first(authenticated, Kind.ADD, this::isRecord, BSSID_AT_LEAST);
    List<Access> changes = Walk.through(image, "ieee80211_sta_new_state");
    Value manager = new Value.Word(new Value.Argument(0), 0);
    List<Access> leaves = Walk.through(image, "cnx_sta_leave");
    return new Layout(
        connection,
        state,
        bssid,
        node,
        status,
        first(changes, Kind.LOAD_32, manager::equals, 0),
        channel(authenticated, node),
        first(leaves, Kind.LOAD_8, new Value.Argument(1)::equals, KEY_AT_LEAST));
  }

  private boolean isRecord(Value base) {
    return record != null && record.equals(base);
  }

  /// The channel's number is read through the access point's record.
  private int channel(List<Access> accesses, int node) {
    if (record == null || node == Layout.UNKNOWN) {
      return Layout.UNKNOWN;
    }
    Value point = new Value.Word(record, node);
    return accesses.stream()
        .filter(each -> each.kind() == Kind.LOAD_8 && each.offset() == CHANNEL_NUMBER)
        .filter(each -> each.base() instanceof Value.Word(Value from, _) && point.equals(from))
        .map(each -> ((Value.Word) each.base()).offset())
        .findFirst()
        .orElse(Layout.UNKNOWN);
  }

  private static int first(
      List<Access> accesses, Kind kind, Predicate<Value> base, int leastOffset) {
    return accesses.stream()
        .filter(each -> each.kind() == kind && each.offset() >= leastOffset)
        .filter(each -> each.base() != null && base.test(each.base()))
        .mapToInt(Access::offset)
        .findFirst()
        .orElse(Layout.UNKNOWN);
  }
}
