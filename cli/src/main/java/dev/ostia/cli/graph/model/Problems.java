package dev.ostia.cli.graph.model;

import dev.ostia.cli.graph.model.Graph.Note;
import dev.ostia.cli.graph.model.Graph.State;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.route.RouteOrigin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The diagnostics of a gateway, each shown where it belongs. */
final class Problems {

  private static final Pattern RULE = Pattern.compile("spec\\.(http|tls|tcp)\\[\\d+\\]");

  private final List<Diagnostic> all;
  private final Set<Diagnostic> shown = new HashSet<>();
  private final boolean endpointsKnown;

  /**
   * Of these diagnostics.
   *
   * @param endpointsKnown whether the input tells endpoints at all; without, that a Service has
   *     none is not wrong
   */
  Problems(List<Diagnostic> all, boolean endpointsKnown) {
    this.all = all.stream().filter(one -> one.severity() != Severity.INFO).toList();
    this.endpointsKnown = endpointsKnown;
  }

  /** Those of a rule, or of one of its matches. */
  List<Note> of(RouteOrigin origin) {
    String rule = rule(origin.path());
    return take(
        one ->
            origin.object().equals(one.object())
                && isInside(one.field(), rule)
                && (!one.field().startsWith(rule + ".match[")
                    || isInside(one.field(), origin.path())));
  }

  private static String rule(String path) {
    Matcher matcher = RULE.matcher(path);
    return matcher.lookingAt() ? matcher.group() : path;
  }

  /** Those of an object that are not about one of its rules. */
  List<Note> ofWhole(ObjectKey object) {
    return take(one -> object.equals(one.object()) && !RULE.matcher(one.field()).lookingAt());
  }

  /** Those of an object, of which only one server, subset or the like is meant. */
  List<Note> of(ObjectKey object, String list, String part) {
    return take(
        one ->
            object.equals(one.object())
                && (!one.field().startsWith(list + "[") || isInside(one.field(), part)));
  }

  private static boolean isInside(String field, String path) {
    return field.equals(path) || field.startsWith(path + ".") || field.startsWith(path + "[");
  }

  /** Those that belong to nothing in the picture. */
  List<Note> others() {
    return all.stream()
        .filter(one -> !shown.contains(one) && !isOfNoMatter(one))
        .map(one -> new Note(one.toString(), state(one)))
        .toList();
  }

  private List<Note> take(Predicate<Diagnostic> wanted) {
    List<Note> notes = new ArrayList<>();
    for (Diagnostic one : all) {
      if (wanted.test(one) && !isOfNoMatter(one)) {
        shown.add(one);
        notes.add(new Note(text(one), state(one)));
      }
    }
    return notes;
  }

  private boolean isOfNoMatter(Diagnostic one) {
    ObjectKey object = one.object();
    return !endpointsKnown
        && one.code() == DiagnosticCode.NO_EFFECT
        && object != null
        && object.kind() == Kind.SERVICE;
  }

  private static String text(Diagnostic one) {
    String where = one.where().map(place -> place.file() + ":" + place.line() + ": ").orElse("");
    return where
        + one.code().id()
        + " "
        + one.message()
        + (one.advice().isEmpty() ? "" : ". " + one.advice());
  }

  private static State state(Diagnostic one) {
    return one.severity() == Severity.ERROR ? State.BROKEN : State.DOUBTFUL;
  }
}
