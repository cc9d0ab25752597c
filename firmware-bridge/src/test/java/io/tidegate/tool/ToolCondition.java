package io.tidegate.tool;

import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Leaves a tagged test out where its tool is missing, and long ones unless they are asked for.
///
/// `-Dtidegate.tools=required` makes a missing tool a failure, `-Dtidegate.long=true` runs what is
/// tagged `long`. A tag that is no tool fails too: misspelt, it would switch nothing.
public final class ToolCondition implements ExecutionCondition {
  static final String LONG = "long";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    for (String tag : context.getTags()) {
      if (tag.equals(LONG)) {
        if (!Boolean.getBoolean("tidegate.long")) {
          return ConditionEvaluationResult.disabled(LONG);
        }
        continue;
      }
      Tool tool = Tool.of(tag).orElseThrow(() -> unknown(tag));
      if (!tool.here()) {
        if (required()) {
          throw new AssertionError(
              "the tool '%s' is missing and -Dtidegate.tools=required: %s"
                  .formatted(tag, tool.install));
        }
        return ConditionEvaluationResult.disabled(tag);
      }
    }
    return ConditionEvaluationResult.enabled("all its tools are here");
  }

  private static boolean required() {
    return "required".equals(System.getProperty("tidegate.tools"));
  }

  private static IllegalArgumentException unknown(String tag) {
    return new IllegalArgumentException(
        "@Tag(\"%s\") names no tool; known are %s and '%s'. A new one is one more line in %s."
            .formatted(
                tag,
                Arrays.stream(Tool.values()).map(Tool::tag).toList(),
                LONG,
                Tool.class.getName()));
  }
}
