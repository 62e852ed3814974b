package dev.ostia.translator.route.rule;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.MeshConfig;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import dev.ostia.translator.resolve.Destinations;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the features of one HTTP rule may ask for, and where they report. */
public final class RuleScope {

  private final ConfigObject<VirtualService> object;
  private final RouteContext context;
  private final Surroundings surroundings;
  private final Consumer<Diagnostic> diagnostics;
  private final String path;
  private boolean refused;

  /**
   * What is the same for all rules of a translation.
   *
   * @param destinations what destinations mean
   * @param virtualServices all VirtualServices by key, for delegates
   */
  public record Surroundings(
      Proxy proxy,
      MeshConfig mesh,
      Destinations destinations,
      Function<ObjectKey, Optional<ConfigObject<VirtualService>>> virtualServices) {

    /** Surroundings without delegates. */
    public Surroundings(Proxy proxy, MeshConfig mesh, Destinations destinations) {
      this(proxy, mesh, destinations, key -> Optional.empty());
    }
  }

  /**
   * The scope of a rule.
   *
   * @param path of the rule in the object: {@code spec.http[2]}
   * @param diagnostics gets what is worth telling
   */
  public RuleScope(
      ConfigObject<VirtualService> object,
      RouteContext context,
      Surroundings surroundings,
      String path,
      Consumer<Diagnostic> diagnostics) {
    this.object = object;
    this.context = context;
    this.surroundings = surroundings;
    this.path = path;
    this.diagnostics = diagnostics;
  }

  /** The VirtualService. */
  public ConfigObject<VirtualService> object() {
    return object;
  }

  /** The Gateway and port that lead to the rule. */
  public RouteContext context() {
    return context;
  }

  /** The proxy that the routes are for. */
  public Proxy proxy() {
    return surroundings.proxy();
  }

  /** The mesh configuration. */
  public MeshConfig mesh() {
    return surroundings.mesh();
  }

  /** What destinations mean. */
  public Destinations destinations() {
    return surroundings.destinations();
  }

  /** The path of the rule in its object. */
  public String path() {
    return path;
  }

  /**
   * Reports something about a field of the rule.
   *
   * @param field below the rule, with the dot or bracket that it begins with: {@code .timeout}
   */
  public void report(DiagnosticCode code, String field, String message, String advice) {
    diagnostics.accept(Diagnostic.of(code, object, path + field, message, advice));
  }

  /** Reports a field that has no effect here. */
  public void notHonoured(String field, String why) {
    report(DiagnosticCode.NOT_HONOURED, field, why, "Remove the field, or expect no effect of it");
  }

  /** Reports a fault that leaves the rule without meaning, so that it gets no route. */
  public void refuse(String field, String message, String advice) {
    report(DiagnosticCode.SCHEMA_VALIDATION, field, message + "; the rule is left out", advice);
    refused = true;
  }

  /** Whether the rule has to be left out. */
  public boolean refused() {
    return refused;
  }
}
