package dev.ostia.translator.route;

import static com.google.common.base.Strings.isNullOrEmpty;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.route.rule.RuleScope.Surroundings;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code http[].delegate}: the rules of a VirtualService without hosts in the place of a rule of
 * another. One level deep, as in Istio.
 */
final class Delegates {

  private Delegates() {}

  /** The VirtualServices that rules of this one are delegated to. */
  static Set<ObjectKey> of(ConfigObject<VirtualService> root) {
    Set<ObjectKey> keys = new HashSet<>();
    for (HTTPRoute rule : http(root)) {
      ObjectKey key = key(root, rule);
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** All rules of a VirtualService, with those of delegates in the place of the rule. */
  static List<SourcedRule> rules(
      ConfigObject<VirtualService> root,
      Surroundings surroundings,
      Consumer<Diagnostic> diagnostics) {
    List<SourcedRule> all = new ArrayList<>();
    List<HTTPRoute> http = http(root);
    for (int i = 0; i < http.size(); i++) {
      SourcedRule rule = new SourcedRule(http.get(i), root, "spec.http[" + i + "]");
      ObjectKey key = key(root, http.get(i));
      if (key == null) {
        all.add(rule);
      } else {
        expand(rule, key, surroundings, diagnostics, all);
      }
    }
    return all;
  }

  private static void expand(
      SourcedRule root,
      ObjectKey key,
      Surroundings surroundings,
      Consumer<Diagnostic> diagnostics,
      List<SourcedRule> all) {
    Optional<ConfigObject<VirtualService>> found =
        surroundings
            .virtualServices()
            .apply(key)
            .filter(d -> isDelegate(d) && isSeen(d, root.object(), surroundings));
    if (found.isEmpty()) {
      diagnostics.accept(missing(root, key));
      return;
    }
    List<HTTPRoute> http = http(found.get());
    for (int i = 0; i < http.size(); i++) {
      String path = "spec.http[" + i + "]";
      SourcedRule own = new SourcedRule(http.get(i), found.get(), path);
      Optional<HTTPRoute> merged = DelegateMerge.merge(root, own);
      if (merged.isPresent()) {
        all.add(new SourcedRule(merged.get(), found.get(), path));
      } else {
        diagnostics.accept(beyond(root, own));
      }
    }
  }

  private static Diagnostic missing(SourcedRule root, ObjectKey delegate) {
    return Diagnostic.of(
        DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND,
        root.object(),
        root.path() + ".delegate",
        "there is no VirtualService %s without hosts that this namespace sees, so the rule"
                .formatted(delegate.qualifiedName())
            + " has no routes",
        "Create it without hosts and gateways, and export it to this namespace");
  }

  private static Diagnostic beyond(SourcedRule root, SourcedRule own) {
    return Diagnostic.of(
        DiagnosticCode.NO_EFFECT,
        own.object(),
        own.path() + ".match",
        "it takes requests that %s of %s does not delegate, so the rule is left out"
            .formatted(root.path(), root.object()),
        "Let every match be within one of the rule that delegates");
  }

  private static boolean isDelegate(ConfigObject<VirtualService> object) {
    List<String> hosts = object.resource().getSpec().getHosts();
    return hosts == null || hosts.isEmpty();
  }

  private static boolean isSeen(
      ConfigObject<VirtualService> delegate,
      ConfigObject<VirtualService> root,
      Surroundings surroundings) {
    List<String> own = delegate.resource().getSpec().getExportTo();
    List<String> exportTo =
        own == null || own.isEmpty() ? surroundings.mesh().defaultVirtualServiceExportTo() : own;
    String namespace = root.key().namespace();
    return exportTo.contains("*")
        || exportTo.contains(namespace)
        || (exportTo.contains(".") && delegate.key().namespace().equals(namespace));
  }

  private static @Nullable ObjectKey key(ConfigObject<VirtualService> root, HTTPRoute rule) {
    if (rule.getDelegate() == null || isNullOrEmpty(rule.getDelegate().getName())) {
      return null;
    }
    String namespace = rule.getDelegate().getNamespace();
    return new ObjectKey(
        Kind.VIRTUAL_SERVICE,
        isNullOrEmpty(namespace) ? root.key().namespace() : namespace,
        rule.getDelegate().getName());
  }

  private static List<HTTPRoute> http(ConfigObject<VirtualService> object) {
    var spec = object.resource().getSpec();
    return spec == null || spec.getHttp() == null ? List.of() : spec.getHttp();
  }
}
