package dev.ostia.controlplane.xds.identity;

/** How the server knows who a proxy is. */
public enum Authentication {
  /** Only this machine can connect, and what a node says is believed. */
  LOOPBACK,
  /** The client certificate says it; a node that says something else is refused. */
  CLIENT_CERTIFICATE,
  /**
   * A service-account token says it, or the client certificate; a node that says something else is
   * refused.
   */
  TOKEN,
  /** It does not know: anyone can connect and say anything, so no Secret is served. */
  NONE;

  /** Whether what a node says is compared with who its proxy is. */
  public boolean isChecked() {
    return this == CLIENT_CERTIFICATE || this == TOKEN;
  }

  /** Whether proxies may be sent Secrets. */
  public boolean allowsSecrets() {
    return this != NONE;
  }
}
