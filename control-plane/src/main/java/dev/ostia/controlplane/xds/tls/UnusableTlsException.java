package dev.ostia.controlplane.xds.tls;

/** A certificate or key cannot be used. The message names the file and says why and what to do. */
public final class UnusableTlsException extends RuntimeException {

  UnusableTlsException(String message) {
    super(message);
  }
}
