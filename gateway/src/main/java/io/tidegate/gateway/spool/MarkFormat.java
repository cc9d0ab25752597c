package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.List;

/// Marks in a block or cursor: text device, text session, u64 number; where any of them has it, in
/// all of them also u64 held.
final class MarkFormat {
  private MarkFormat() {}

  /// True when these are written with what was held back.
  static boolean tellsHeld(List<Mark> marks) {
    return marks.stream().anyMatch(mark -> mark.held() != 0);
  }

  static void write(ByteWriter out, List<Mark> marks) {
    boolean held = tellsHeld(marks);
    for (Mark mark : marks) {
      out.text(mark.device()).text(mark.session()).u64(mark.number());
      if (held) {
        out.u64(mark.held());
      }
    }
  }

  static List<Mark> read(ByteReader in, int count, boolean held) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < count && !in.failed(); i++) {
      marks.add(new Mark(in.text(), in.text(), in.u64(), held ? in.u64() : 0));
    }
    return marks;
  }
}
