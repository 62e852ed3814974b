package dev.ostia.controlplane.xds.identity;

/** By what a proxy shows who it is. */
public enum Proof {
  /** By the certificate of its TLS connection. */
  CERTIFICATE("client certificate"),
  /** By a service-account token. */
  TOKEN("service-account token"),
  /** By nothing, where a token or a certificate would do. */
  NOTHING("nothing");

  private final String text;

  Proof(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
