package dev.ostia.translator.secret;

import dev.ostia.translator.config.ConfigObject;

/**
 * A place in the configuration that makes Envoy ask for a secret.
 *
 * @param sdsName what Envoy asks for, from {@link SecretNames}
 * @param owner the Gateway or DestinationRule
 * @param field the path of the field that names the secret, such as {@code
 *     spec.servers[0].tls.credentialName}
 */
public record SecretReference(String sdsName, ConfigObject<?> owner, String field) {}
