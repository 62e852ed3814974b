package dev.ostia.envoy.bootstrap;

/** The variant of ADS that an Envoy speaks. */
public enum XdsProtocol {
  /** Only what changed is sent. */
  DELTA,
  /** State of the world: all resources of a type are sent each time. */
  SOTW
}
