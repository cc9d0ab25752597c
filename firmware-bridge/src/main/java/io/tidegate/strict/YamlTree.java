package io.tidegate.strict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// From text to [Node]s, over the engine's events: so lines are known, and nothing of YAML that
/// could surprise (anchors, tags, a second document, keys that are no texts) comes any further.
///
/// What cannot be built is left out and told; after a syntax error the rest cannot be read.
final class YamlTree {
  static final int DEPTH_LIMIT = 12;

  /// A text that is not what the file says would be used if we went on.
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable() {
      super("told already", null, false, false);
    }
  }

  private final FileKind kind;
  private final Problems problems;
  private Iterator<Event> events;

  private YamlTree(FileKind kind, Problems problems) {
    this.kind = kind;
    this.problems = problems;
  }

  /// Null when there is nothing to go on with; that was told then.
  static Node.Members read(String text, FileKind kind, Problems problems) {
    YamlTree tree = new YamlTree(kind, problems);
    try {
      return tree.document(text);
    } catch (Unreadable _) {
      return null;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(line, "", syntax(text, line, e.getProblem()));
      return null;
    } catch (YamlEngineException e) {
      problems.add(0, "", syntax(text, 0, e.getMessage()));
      return null;
    }
  }

  private Node.Members document(String text) throws Unreadable {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    events = new Parse(settings).parseString(text).iterator();
    Node root = null;
    int documents = 0;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        throw tell(line(event), "expected one document, got a second one after ---");
      }
      if (event instanceof NodeEvent) {
        root = node(event, 0);
      }
    }
    if (root == null || root.isEmpty()) {
      problems.add(0, "", "the file is empty; expected at least\n" + kind.atLeast());
      return null;
    }
    if (root instanceof Node.Members members) {
      return members;
    }
    throw tell(root.line(), SectionReader.expectedSection(Shape.of(kind.keys()), root));
  }

  private Node node(Event event, int depth) throws Unreadable {
    int line = line(event);
    if (event instanceof AliasEvent) {
      throw tell(line, "an alias (*name) is not understood here: write the value out, or quote it");
    }
    if (((NodeEvent) event).getAnchor().isPresent()) {
      throw tell(
          line, "an anchor (&name) is not understood here: write the value out, or quote it");
    }
    if (tag(event).isPresent()) {
      throw tell(line, "a tag (" + Node.printable(tag(event).get()) + ") is not understood here");
    }
    if (depth > DEPTH_LIMIT) {
      throw tell(line, "nested deeper than " + DEPTH_LIMIT + " levels");
    }
    return switch (event) {
      case ScalarEvent scalar -> new Node.Text(line, scalar.getValue(), scalar.isPlain());
      case SequenceStartEvent _ -> items(line, depth);
      case MappingStartEvent _ -> members(line, depth);
      default -> throw tell(line, "expected a value");
    };
  }

  private Node items(int line, int depth) throws Unreadable {
    List<Node> nodes = new ArrayList<>();
    for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
      nodes.add(node(next, depth + 1));
    }
    return new Node.Items(line, List.copyOf(nodes));
  }

  private Node members(int line, int depth) throws Unreadable {
    List<Node.Member> members = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (Event next = events.next(); !(next instanceof MappingEndEvent); next = events.next()) {
      Node key = node(next, depth + 1);
      Node value = node(events.next(), depth + 1);
      if (!(key instanceof Node.Text(int keyLine, String name, _)) || key.isEmpty()) {
        problems.add(key.line(), "", "expected a name before the colon, got " + key.shown());
        continue;
      }
      Integer before = lines.putIfAbsent(name, keyLine);
      if (before == null) {
        members.add(new Node.Member(keyLine, name, value));
      } else {
        problems.add(
            keyLine, Node.printable(name), "stands here a second time, first in line " + before);
      }
    }
    return new Node.Members(line, List.copyOf(members));
  }

  private static Optional<String> tag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent collection -> collection.getTag();
      default -> Optional.empty();
    };
  }

  private Unreadable tell(int line, String words) {
    problems.add(line, "", words);
    return new Unreadable();
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /// The engine's words, and for the two commonest slips what a person should do.
  private static String syntax(String text, int line, String problem) {
    String[] lines = text.split("\n", -1);
    String at = line > 0 && line <= lines.length ? lines[line - 1] : "";
    if (at.strip().length() < at.length() && at.substring(0, indent(at)).indexOf('\t') >= 0) {
      return "a tab indents this line; YAML wants spaces";
    }
    return "this cannot be read as YAML: " + Node.printable(String.valueOf(problem));
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at;
  }
}
