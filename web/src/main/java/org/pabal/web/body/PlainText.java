package org.pabal.web.body;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A body of type {@code text/plain}.
 *
 * @param text exactly as sent, line ends too; no NUL
 */
@Schema(type = SchemaType.STRING)
public record PlainText(String text) {}
