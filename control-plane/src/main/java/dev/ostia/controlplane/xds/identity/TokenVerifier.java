package dev.ostia.controlplane.xds.identity;

/** Knows whose a bearer token is. */
@FunctionalInterface
public interface TokenVerifier {

  /**
   * Who the token was made for. May take as long as a request to an API server.
   *
   * @throws RefusedTokenException if it is not to be believed, or nobody can say
   */
  ClientIdentity verify(String token) throws RefusedTokenException;
}
