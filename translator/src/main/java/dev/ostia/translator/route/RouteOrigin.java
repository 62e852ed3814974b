package dev.ostia.translator.route;

import dev.ostia.translator.config.ObjectKey;

/**
 * The part of an object that a route was made from.
 *
 * @param path inside the object: {@code spec.http[0].match[1]}, or {@code spec.http[0]} for a rule
 *     without match
 */
public record RouteOrigin(ObjectKey object, String path) {}
