package dev.ostia.envoy.binary;

/** No Envoy binary could be had; the message says why and what to do, and is meant for the user. */
public final class EnvoyUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EnvoyUnavailableException(String message) {
    super(message);
  }
}
