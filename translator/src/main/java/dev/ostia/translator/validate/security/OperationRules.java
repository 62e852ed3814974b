package dev.ostia.translator.validate.security;

import static dev.ostia.translator.validate.document.Findings.quote;

import com.google.common.base.CharMatcher;
import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Istio refuses in {@code to}: what a request wants. */
final class OperationRules {

  private static final String ONE = "{*}";
  private static final String ANY = "{**}";
  private static final CharMatcher SEGMENT =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("-._~%!$&'()+,;:@="));

  private OperationRules() {}

  static void check(Field to, Findings findings) {
    Field operation = to.get("operation");
    if (operation.absent()) {
      findings.refuse(
          operation, "there is no operation", "Add one, such as operation: {paths: [/]}");
      return;
    }
    List<Field> lists = operation.entries();
    if (lists.stream().allMatch(values -> values.size() == 0)) {
      findings.refuse(operation, "the operation is empty", "Say what it is, or remove to");
    }
    lists.forEach(values -> ValueRules.notEmpty(values, findings));
    ValueRules.ports(operation.get("ports"), findings);
    ValueRules.ports(operation.get("notPorts"), findings);
    operation.items("paths").forEach(path -> checkPath(path, findings));
    operation.items("notPaths").forEach(path -> checkPath(path, findings));
  }

  private static void checkPath(Field path, Findings findings) {
    String fault = faultOfTemplate(path.text());
    if (fault != null) {
      findings.refuse(
          path,
          quote(path.text()) + fault,
          "Use {*} for one segment, and {**} last for all that follow");
    }
  }

  private static @Nullable String faultOfTemplate(String path) {
    boolean template = path.contains(ONE) || path.contains(ANY);
    boolean ended = false;
    for (String segment : CharMatcher.is('/').trimFrom(path).split("/", -1)) {
      boolean operator = segment.equals(ONE) || segment.equals(ANY);
      if (operator && ended) {
        return " goes on after {**}";
      }
      ended |= segment.equals(ANY);
      if (!operator && (segment.contains("{") || segment.contains("}"))) {
        return " has braces that are neither {*} nor {**}";
      }
      if (!operator && template && (segment.isEmpty() || !SEGMENT.matchesAllOf(segment))) {
        return " has a segment that a template cannot have: " + quote(segment);
      }
    }
    return null;
  }
}
