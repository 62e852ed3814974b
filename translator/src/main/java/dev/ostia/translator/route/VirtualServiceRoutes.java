package dev.ostia.translator.route;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.route.AskedDestinations.Answers;

/**
 * What a VirtualService gives for one context. Compared by identity: the same instance means that
 * nothing changed.
 */
final class VirtualServiceRoutes {

  private final ImmutableList<SourcedRoute> routes;
  private final ImmutableSet<String> clusters;
  private final ImmutableList<Diagnostic> diagnostics;
  private final Answers answers;

  VirtualServiceRoutes(
      ImmutableList<SourcedRoute> routes, ImmutableList<Diagnostic> diagnostics, Answers answers) {
    this.routes = routes;
    this.diagnostics = diagnostics;
    this.answers = answers;
    this.clusters = answers.found();
  }

  /** The routes in the order of the VirtualService. */
  ImmutableList<SourcedRoute> routes() {
    return routes;
  }

  /** The clusters that the routes name and that exist. */
  ImmutableSet<String> clusters() {
    return clusters;
  }

  /** What is worth telling about the VirtualService in this context. */
  ImmutableList<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** What was found of the destinations. */
  Answers answers() {
    return answers;
  }
}
