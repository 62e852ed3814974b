package dev.ostia.translator.route;

import dev.ostia.translator.config.ConfigObject;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.networking.v1.VirtualService;

/**
 * An HTTP rule with where it stands.
 *
 * @param object the VirtualService that it is of; a delegate for a rule of one
 * @param path in that object: {@code spec.http[2]}
 */
record SourcedRule(HTTPRoute rule, ConfigObject<VirtualService> object, String path) {}
