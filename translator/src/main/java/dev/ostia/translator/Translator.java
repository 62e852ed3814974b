package dev.ostia.translator;

import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Proxy;
import java.util.List;
import java.util.Map;

/**
 * Turns a view of the configuration into the Envoy configuration of one proxy.
 *
 * <p>The result depends on the view and the proxy alone. An instance keeps what it computed and
 * recomputes only what a new view changes; the result is the same, byte for byte, as that of a new
 * instance. Not thread-safe: one thread at a time.
 */
public final class Translator {

  private final Proxy proxy;

  /** A translator for all proxies that are equal to this one. */
  public Translator(Proxy proxy) {
    this.proxy = proxy;
  }

  /** The proxy that this translator works for. */
  public Proxy proxy() {
    return proxy;
  }

  /** The configuration for this view. */
  public Translation translate(ConfigView view) {
    return new Translation(Map.of(), Map.of(), List.of());
  }
}
