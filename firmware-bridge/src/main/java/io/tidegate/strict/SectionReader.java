package io.tidegate.strict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds a file against the table of keys: every name known, every value of its type and in
/// range. Goes on after each problem.
final class SectionReader {
  static final int NAMES_LIMIT = 1_024;
  static final int NAME_LIMIT = 256;

  private final FileKind kind;
  private final Problems problems;

  private SectionReader(FileKind kind, Problems problems) {
    this.kind = kind;
    this.problems = problems;
  }

  static Section read(Node.Members file, FileKind kind, Problems problems) {
    SectionReader reader = new SectionReader(kind, problems);
    Section root = new Section(0, "");
    reader.members(file, Shape.of(kind.keys()), "", root);
    return root;
  }

  private void members(Node.Members members, Shape.Section shape, String place, Section into) {
    for (Node.Member member : members.members()) {
      String path = place + Node.printable(member.name());
      switch (shape.shapes().get(member.name())) {
        case null -> {
          problems.add(member.line(), path, unknown(member.name(), shape, place));
          if (Nearest.of(member.name(), shape.shapes().keySet()) instanceof String near) {
            into.meant(near);
          }
        }
        case Shape.Leaf(Key<?> key) -> leaf(key, member, path, into);
        case Shape.Section inner -> inner(member, inner, path, into);
        case Shape.Listed listed -> list(member, listed, path, into);
        case Shape.Named named -> names(member, named, path, into);
      }
    }
  }

  private <T> void leaf(Key<T> key, Node.Member member, String path, Section into) {
    switch (key.type().reader().apply(member.value())) {
      case ValueType.Fits<T>(T value) -> into.put(key, value, member.line());
      case ValueType.Unfit<T>(int line, String words) -> {
        into.bad(key, member.line());
        problems.add(line, path, words);
      }
    }
  }

  private void inner(Node.Member member, Shape.Section shape, String path, Section into) {
    if (member.value() instanceof Node.Members members) {
      members(members, shape, path + ".", into);
    } else if (!member.value().isEmpty()) {
      problems.add(member.line(), path, expectedSection(shape, member.value()));
    }
  }

  private void list(Node.Member member, Shape.Listed listed, String path, Section into) {
    List<Section> sections = new ArrayList<>();
    into.put(path, sections);
    if (!(member.value() instanceof Node.Items(_, List<Node> nodes))) {
      problems.add(
          member.line(),
          path,
          "expected a list, each entry beginning with a dash; got " + member.value().shown());
      return;
    }
    if (nodes.size() > kind.listLimit()) {
      problems.add(
          member.line(),
          path,
          "expected at most " + kind.listLimit() + " entries, got " + nodes.size());
      return;
    }
    for (int i = 0; i < nodes.size(); i++) {
      String place = path + "[" + i + "]";
      Section section = new Section(nodes.get(i).line(), place + ".");
      if (nodes.get(i) instanceof Node.Members members) {
        sections.add(section);
        members(members, listed.each(), place + ".", section);
      } else {
        problems.add(nodes.get(i).line(), place, expectedSection(listed.each(), nodes.get(i)));
      }
    }
  }

  private void names(Node.Member member, Shape.Named named, String path, Section into) {
    Map<String, Section> sections = new LinkedHashMap<>();
    into.put(path, sections);
    if (member.value().isEmpty()) {
      return;
    }
    if (!(member.value() instanceof Node.Members(_, List<Node.Member> members))) {
      problems.add(
          member.line(),
          path,
          "expected names with a section behind each; got " + member.value().shown());
      return;
    }
    if (members.size() > NAMES_LIMIT) {
      problems.add(
          member.line(), path, "expected at most " + NAMES_LIMIT + " names, got " + members.size());
      return;
    }
    for (Node.Member each : members) {
      String place = path + "." + Node.printable(each.name());
      Section section = new Section(each.line(), place + ".");
      if (each.name().isEmpty() || each.name().length() > NAME_LIMIT) {
        problems.add(each.line(), place, "expected a name of 1 to " + NAME_LIMIT + " characters");
        continue;
      }
      sections.put(each.name(), section);
      inner(each, named.each(), place, section);
    }
  }

  static String expectedSection(Shape.Section shape, Node got) {
    return "expected a section with keys such as "
        + shape.shapes().keySet().iterator().next()
        + ":; got "
        + got.shown();
  }

  private String unknown(String name, Shape.Section shape, String place) {
    String section = place.replaceAll("\\[[0-9]+]", "").replaceAll("\\.$", "");
    String hint = kind.hints().get(section.isEmpty() ? name : section + "." + name);
    if (hint != null) {
      return hint;
    }
    String near = Nearest.of(name, shape.shapes().keySet());
    if (near != null) {
      return "unknown key; did you mean \"" + near + "\"?";
    }
    String home = Shape.homeOf(name, kind.keys());
    if (!home.isEmpty()) {
      return "unknown key here; it belongs to " + home;
    }
    return "unknown key; known here: " + String.join(", ", shape.shapes().keySet());
  }
}
