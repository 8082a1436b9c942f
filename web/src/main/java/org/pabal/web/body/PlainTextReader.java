package org.pabal.web.body;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import org.pabal.web.problem.Problem;

/** Reads {@link PlainText}. */
@Provider
@Consumes(MediaType.TEXT_PLAIN)
public class PlainTextReader implements MessageBodyReader<PlainText> {
    private static final Set<String> CHARSETS = Set.of("utf-8", "utf8", "us-ascii", "ascii");

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == PlainText.class;
    }

    @Override
    public PlainText readFrom(
            Class<PlainText> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        String charset = mediaType.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!CHARSETS.contains(charset.toLowerCase(java.util.Locale.ROOT))) {
            throw Problem.unsupportedMediaType("Text is taken as UTF-8 only.").exception();
        }
        return new PlainText(Utf8.require(body.readAllBytes()));
    }
}
