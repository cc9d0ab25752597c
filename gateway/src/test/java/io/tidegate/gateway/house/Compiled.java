package io.tidegate.gateway.house;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A compiled class as the house sees it: its name, the classes it names, the members it uses.
///
/// Names have dots; a nested class keeps its `$`. `uses` are spelled `java.lang.System.exit(I)V`.
record Compiled(String name, Set<String> sees, Set<String> uses, List<Span> methods) {

  /// A method's source lines, first to last.
  record Span(String name, int lines) {}

  private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([a-z]\\w*(?:/[\\w$]+)+)[;<]");

  /// All classes below `module`/target/`folder`.
  static List<Compiled> of(String module, String folder) {
    return below(Tree.root().resolve(module).resolve("target").resolve(folder));
  }

  /// What ships, of all modules.
  static List<Compiled> everything() {
    return Tree.MODULES.stream().flatMap(module -> of(module, "classes").stream()).toList();
  }

  private static List<Compiled> below(Path classes) {
    try (Stream<Path> files = Files.walk(classes)) {
      List<Compiled> found = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        found.add(read(ClassFile.of().parse(file)));
      }
      return found;
    } catch (IOException e) {
      throw new AssertionError(
          classes + " is missing: build from the top folder, all modules together", e);
    }
  }

  String packageName() {
    return name.substring(0, name.lastIndexOf('.'));
  }

  /// The class in whose file this one is written.
  String outermost() {
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  private static Compiled read(ClassModel model) {
    Set<String> sees = new TreeSet<>();
    Set<String> uses = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry seen -> addClass(seen.asInternalName(), sees);
        case MemberRefEntry used ->
            uses.add(
                dotted(used.owner().asInternalName())
                    + "."
                    + used.name().stringValue()
                    + used.type().stringValue());
        case Utf8Entry text -> addDescriptor(text.stringValue(), sees);
        default -> {}
      }
    }
    String name = dotted(model.thisClass().asInternalName());
    sees.remove(name);
    return new Compiled(name, sees, uses, spans(model));
  }

  private static void addClass(String internalName, Set<String> sees) {
    if (internalName.startsWith("[")) {
      addDescriptor(internalName, sees);
    } else {
      sees.add(dotted(internalName));
    }
  }

  private static void addDescriptor(String text, Set<String> sees) {
    Matcher matcher = IN_DESCRIPTOR.matcher(text);
    while (matcher.find()) {
      sees.add(dotted(matcher.group(1)));
    }
  }

  /// Constructors are left out: initial values of fields count as their lines.
  private static List<Span> spans(ClassModel model) {
    List<Span> spans = new ArrayList<>();
    for (MethodModel method : model.methods()) {
      if (method.methodName().stringValue().startsWith("<")) {
        continue;
      }
      method
          .code()
          .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()))
          .map(table -> table.lineNumbers().stream().mapToInt(LineNumberInfo::lineNumber))
          .map(lines -> lines.summaryStatistics())
          .filter(lines -> lines.getCount() > 0)
          .ifPresent(
              lines ->
                  spans.add(
                      new Span(
                          method.methodName().stringValue(), lines.getMax() - lines.getMin() + 1)));
    }
    return spans;
  }

  private static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }
}
