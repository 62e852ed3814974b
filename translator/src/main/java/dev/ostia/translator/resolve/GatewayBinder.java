package dev.ostia.translator.resolve;

import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Which Gateways a proxy gets and which of their servers share a listener. Keeps its last answer
 * for as long as nothing changes that it depends on. Not thread-safe.
 */
public final class GatewayBinder {

  private static final Kind[] INPUTS = {Kind.GATEWAY, Kind.SERVICE};

  // The gateway's own count where its Service names a target port.
  private static final Kind[] OWN_INPUTS = {Kind.POD, Kind.ENDPOINT_SLICE};

  private final Proxy proxy;
  private @Nullable ConfigView lastView;
  private @Nullable GatewayBindings last;

  /** A binder for this proxy. */
  public GatewayBinder(Proxy proxy) {
    this.proxy = proxy;
  }

  /** The listeners that this view's Gateways give the proxy; the same instance if it is equal. */
  public GatewayBindings bind(ConfigView view) {
    GatewayBindings before = last;
    if (before != null && lastView != null && hasSameInputs(lastView, view)) {
      lastView = view;
      return before;
    }
    GatewayBindings now = GatewayMerge.of(view, proxy);
    lastView = view;
    last = before != null && now.equals(before) ? before : now;
    return last;
  }

  @SuppressWarnings("ReferenceEquality") // the same map means that nothing of the kind changed
  private boolean hasSameInputs(ConfigView before, ConfigView now) {
    for (Kind kind : INPUTS) {
      if (before.kind(kind) != now.kind(kind)) {
        return false;
      }
    }
    for (Kind kind : OWN_INPUTS) {
      for (ObjectKey key : now.changedSince(before, kind)) {
        if (key.namespace().equals(proxy.namespace())) {
          return false;
        }
      }
    }
    return true;
  }
}
