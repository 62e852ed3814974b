package dev.ostia.translator.secret;

import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.List;

/** What was found in a Secret or ConfigMap. */
sealed interface ReadSecret {

  /**
   * What Envoy takes.
   *
   * @param content without its name
   * @param warnings what of the Secret was left out; each reads on from the object's name
   */
  record Usable(Secret content, Validity validity, List<String> warnings) implements ReadSecret {

    /** Without the content. */
    @Override
    public String toString() {
      return "Usable[" + validity + "]";
    }
  }

  /**
   * What Envoy would refuse.
   *
   * @param message reads on from the object's name
   * @param advice one sentence
   */
  record Unusable(String message, String advice) implements ReadSecret {}
}
