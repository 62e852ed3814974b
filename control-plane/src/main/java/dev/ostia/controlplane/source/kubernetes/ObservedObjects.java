package dev.ostia.controlplane.source.kubernetes;

import dev.ostia.translator.config.ObjectKey;
import java.util.Optional;
import java.util.function.Consumer;

/** The objects of Istio as an API server has them, also those whose newest version is refused. */
public interface ObservedObjects {

  /** An object as it is now; empty if there is none. */
  Optional<Observed> observed(ObjectKey key);

  /**
   * Has a listener told of each object of which there is a new generation that makes no difference
   * to what is published: it stays refused for the same reason, or says the same in other words.
   *
   * @param listener must be quick; replaces an earlier one
   */
  void onSilentGeneration(Consumer<ObjectKey> listener);
}
