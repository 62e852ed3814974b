package dev.ostia.envoy.process;

/** Envoy did not do what was asked of it; the message holds the end of its log. */
public final class EnvoyFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EnvoyFailedException(String message) {
    super(message);
  }
}
