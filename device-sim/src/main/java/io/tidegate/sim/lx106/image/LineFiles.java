package io.tidegate.sim.lx106.image;

import java.util.ArrayList;
import java.util.List;

/// The sources that one unit's lines are of, by their numbers. Up to DWARF 4 they and their folders
/// are counted from 1, and the folder 0, in which the compiler ran, is not told here.
final class LineFiles {
  private static final int LIMIT = 65_536;
  private static final int FORMATS_LIMIT = 16;

  // what an entry has (DWARF 5, 6.2.4.1)
  private static final int PATH = 1;
  private static final int FOLDER = 2;

  // how it has it (7.5.6)
  private static final int DATA2 = 0x05;
  private static final int DATA4 = 0x06;
  private static final int DATA8 = 0x07;
  private static final int STRING = 0x08;
  private static final int BLOCK = 0x09;
  private static final int DATA1 = 0x0b;
  private static final int STRP = 0x0e;
  private static final int UDATA = 0x0f;
  private static final int DATA16 = 0x1e;
  private static final int LINE_STRP = 0x1f;

  private record Entry(String path, int folder) {}

  private final DebugBytes texts;
  private final DebugBytes lineTexts;
  private final List<String> folders = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  LineFiles(DebugBytes texts, DebugBytes lineTexts) {
    this.texts = texts;
    this.lineTexts = lineTexts;
  }

  /// Whole paths, as far as they are told.
  List<String> names() {
    return names;
  }

  /// False when it cannot be read.
  boolean read2(DebugBytes header) {
    folders.add("");
    names.add("");
    for (String each = header.text(); !each.isEmpty(); each = header.text()) {
      if (folders.size() == LIMIT) {
        return false;
      }
      folders.add(each);
    }
    while (entry2(header)) {
      if (names.size() == LIMIT) {
        return false;
      }
    }
    return !header.over();
  }

  /// One more file; false at the end of the list.
  boolean entry2(DebugBytes header) {
    String name = header.text();
    if (name.isEmpty()) {
      return false;
    }
    int folder = (int) header.number();
    header.number(); // when it was changed
    header.number(); // its size
    names.add(path(folder, name));
    return true;
  }

  boolean read5(DebugBytes header) {
    List<Entry> in = entries(header);
    if (in == null) {
      return false;
    }
    in.forEach(each -> folders.add(each.path));
    List<Entry> files = entries(header);
    if (files == null) {
      return false;
    }
    files.forEach(each -> names.add(path(each.folder, each.path)));
    return true;
  }

  /// Null when they cannot be read.
  private List<Entry> entries(DebugBytes header) {
    int parts = header.one();
    long[] format = new long[2 * Math.min(parts, FORMATS_LIMIT)];
    for (int i = 0; i < format.length; i++) {
      format[i] = header.number();
    }
    long count = header.number();
    if (parts > FORMATS_LIMIT || count < 0 || count > LIMIT || parts == 0 && count > 0) {
      return null;
    }
    List<Entry> found = new ArrayList<>();
    for (int i = 0; i < count && !header.over(); i++) {
      String path = "";
      int folder = 0;
      for (int part = 0; part < format.length; part += 2) {
        int form = (int) format[part + 1];
        if (format[part] == PATH) {
          path = text(header, form);
        } else if (format[part] == FOLDER) {
          folder = (int) value(header, form);
        } else {
          value(header, form);
        }
        if (path == null) {
          return null;
        }
      }
      found.add(new Entry(path, folder));
    }
    return header.over() ? null : found;
  }

  private String text(DebugBytes header, int form) {
    return switch (form) {
      case STRING -> header.text();
      case STRP -> texts.textAt(header.four());
      case LINE_STRP -> lineTexts.textAt(header.four());
      default -> null;
    };
  }

  /// Of a form that nobody knows the rest of the header cannot be read: it is over.
  private static long value(DebugBytes header, int form) {
    switch (form) {
      case DATA1 -> {
        return header.one();
      }
      case DATA2 -> {
        return header.two();
      }
      case DATA4, STRP, LINE_STRP -> {
        return header.four();
      }
      case UDATA -> {
        return header.number();
      }
      case DATA8 -> header.skip(8);
      case DATA16 -> header.skip(16);
      case BLOCK -> header.skip(header.number());
      case STRING -> header.text();
      default -> header.skip(-1);
    }
    return 0;
  }

  private String path(int folder, String name) {
    if (name.startsWith("/") || folder < 0 || folder >= folders.size()) {
      return name;
    }
    String in = folders.get(folder);
    String around = in.startsWith("/") || folder == 0 || folders.isEmpty() ? "" : folders.get(0);
    return join(around, join(in, name));
  }

  private static String join(String folder, String name) {
    return folder.isEmpty() || windows(name) ? name : folder + "/" + name;
  }

  /// A whole path of Windows.
  private static boolean windows(String name) {
    return name.length() > 2 && name.charAt(1) == ':';
  }
}
