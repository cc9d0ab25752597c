package io.tidegate.strict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds a file against the table of keys: every name known, every value of its type and in range.
/// Goes on after each problem.
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
    Shape.Section shape = Shape.of(kind.keys());
    Section root = new Section(shape, 0, "");
    new SectionReader(kind, problems).members(file, shape, new Place("", "", root));
    return root;
  }

  /// Where we are: the path in the file, the path inside the section, and the section that what is
  /// read goes to.
  private record Place(String file, String inner, Section into) {

    static Place of(Section section, String file) {
      return new Place(file, "", section);
    }

    Place in(String name) {
      return new Place(join(file, Node.printable(name)), join(inner, name), into);
    }

    private static String join(String path, String name) {
      return path.isEmpty() ? name : path + "." + name;
    }
  }

  private void members(Node.Members members, Shape.Section shape, Place at) {
    for (Node.Member member : members.members()) {
      Place place = at.in(member.name());
      Shape known = shape.shapes().get(member.name());
      if (known != null) {
        at.into().stands(place.inner(), member.line());
      }
      switch (known) {
        case null -> unknown(member, shape, at);
        case Shape.Leaf(Key<?> key) -> leaf(key, member.line(), member.value(), place, "");
        case Shape.Section inner -> section(inner, member.line(), member.value(), place);
        case Shape.Listed(Shape.Section each) -> list(member, each, place);
        case Shape.Named(Shape.Section each) -> names(member, each, place);
      }
    }
  }

  private <T> void leaf(Key<T> key, int line, Node value, Place at, String also) {
    switch (key.type().reader().apply(value)) {
      case ValueType.Fits<T>(T fitting) -> at.into().put(at.inner(), fitting, line);
      case ValueType.Unfit<T>(int badLine, String words) -> {
        at.into().stands(at.inner(), line);
        tell(badLine, at, words + also);
      }
    }
  }

  /// A section, or the value that may stand instead.
  private void section(Shape.Section shape, int line, Node value, Place at) {
    boolean plain = shape.shapes().isEmpty();
    if (value instanceof Node.Members members && !plain) {
      members(members, shape, at);
    } else if (shape.whole() != null) {
      leaf(shape.whole(), line, value, at, plain ? "" : "; or " + aSection(shape));
    } else if (!value.isEmpty()) {
      tell(line, at, expectedSection(shape, value));
    }
  }

  private void list(Node.Member member, Shape.Section each, Place at) {
    List<Section> sections = new ArrayList<>();
    at.into().put(at.inner(), sections);
    if (!(member.value() instanceof Node.Items(_, List<Node> nodes))) {
      tell(
          member.line(),
          at,
          "expected a list, each entry beginning with a dash; got " + member.value().shown());
      return;
    }
    if (nodes.size() > kind.listLimit()) {
      tell(
          member.line(),
          at,
          "expected at most " + kind.listLimit() + " entries, got " + nodes.size());
      return;
    }
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      String place = at.file() + "[" + i + "]";
      if (node instanceof Node.Members || each.whole() != null) {
        Section section = new Section(each, node.line(), place + ".");
        sections.add(section);
        section(each, node.line(), node, Place.of(section, place));
      } else {
        problems.add(node.line(), place, expectedSection(each, node));
      }
    }
  }

  private void names(Node.Member member, Shape.Section each, Place at) {
    Map<String, Section> sections = new LinkedHashMap<>();
    at.into().put(at.inner(), sections);
    if (member.value().isEmpty()) {
      return;
    }
    if (!(member.value() instanceof Node.Members(_, List<Node.Member> members))) {
      String behind = each.shapes().isEmpty() ? "a value" : "a section";
      tell(
          member.line(),
          at,
          "expected names with " + behind + " behind each; got " + member.value().shown());
      return;
    }
    if (members.size() > NAMES_LIMIT) {
      tell(member.line(), at, "expected at most " + NAMES_LIMIT + " names, got " + members.size());
      return;
    }
    for (Node.Member one : members) {
      String place = at.in(one.name()).file();
      if (one.name().isEmpty() || one.name().length() > NAME_LIMIT) {
        problems.add(one.line(), place, "expected a name of 1 to " + NAME_LIMIT + " characters");
        continue;
      }
      Section section = new Section(each, one.line(), place + ".");
      sections.put(one.name(), section);
      section(each, one.line(), one.value(), Place.of(section, place));
    }
  }

  private void tell(int line, Place at, String words) {
    at.into().tell(at.inner());
    problems.add(line, at.file(), words);
  }

  static String expectedSection(Shape.Section shape, Node got) {
    return "expected " + aSection(shape) + "; got " + got.shown();
  }

  private static String aSection(Shape.Section shape) {
    return "a section with keys such as " + shape.shapes().keySet().iterator().next() + ":";
  }

  private void unknown(Node.Member member, Shape.Section shape, Place at) {
    problems.add(
        member.line(), at.in(member.name()).file(), unknown(member.name(), shape, at.file()));
    if (Nearest.of(member.name(), shape.shapes().keySet()) instanceof String near) {
      at.into().tell(at.in(near).inner());
    }
  }

  private String unknown(String name, Shape.Section shape, String place) {
    String section = place.replaceAll("\\[[0-9]+]", "");
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
