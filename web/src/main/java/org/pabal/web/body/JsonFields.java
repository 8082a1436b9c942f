package org.pabal.web.body;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pabal.web.problem.Problem;
import org.pabal.web.problem.ProblemException;

/**
 * A JSON object of texts and flags, which is all that requests need. Stricter than JSON allows: nothing nested, no numbers,
 * no null, no name twice, so nothing can be said that is not looked at. All refusals are 400 and name the member.
 */
public final class JsonFields {
    private final Map<String, Object> members;

    private JsonFields(Map<String, Object> members) {
        this.members = members;
    }

    /** @throws ProblemException 400 with a sentence, for anything but such an object */
    public static JsonFields require(byte[] octets) {
        try (JsonParser parser = Json.createParser(new StringReader(Utf8.require(octets)))) {
            return new JsonFields(parse(parser));
        } catch (JsonException e) {
            throw Problem.badRequest("The body is not well-formed JSON.").exception();
        }
    }

    private static Map<String, Object> parse(JsonParser parser) {
        if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
            throw Problem.badRequest("The body must be a JSON object.").exception();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        JsonParser.Event event = parser.next();
        while (event != JsonParser.Event.END_OBJECT) {
            String name = wellFormed(parser.getString());
            if (members.put(name, value(parser, name)) != null) {
                throw Problem.badRequest("The member '" + name + "' is there twice.")
                        .exception();
            }
            event = parser.next();
        }
        if (parser.hasNext()) {
            // the parser itself throws when anything but white space follows
            throw Problem.badRequest("Something follows the JSON object.").exception();
        }
        return members;
    }

    private static Object value(JsonParser parser, String name) {
        return switch (parser.next()) {
            case VALUE_STRING -> wellFormed(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER, VALUE_NULL, START_OBJECT, START_ARRAY, KEY_NAME, END_OBJECT, END_ARRAY ->
                throw Problem.badRequest("The member '" + name + "' must be a text or a flag.")
                        .exception();
        };
    }

    /** JSON can say half of a surrogate pair; nothing behind this can. */
    private static String wellFormed(String text) {
        if (text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
            throw Problem.badRequest("The body has a NUL or half of a surrogate pair.")
                    .exception();
        }
        return text;
    }

    /**
     * @param names all that are understood
     * @return this
     * @throws ProblemException 400 that names a member that is none of them
     */
    public JsonFields only(String... names) {
        List<String> known = List.of(names);
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw Problem.badRequest("The member '" + name + "' is not known here; known are: "
                                + String.join(", ", known) + ".")
                        .exception();
            }
        }
        return this;
    }

    /** @throws ProblemException 400 if it is missing or not a text */
    public String text(String name) {
        return findText(name)
                .orElseThrow(() -> Problem.badRequest("The member '" + name + "' is missing.")
                        .exception());
    }

    /** @throws ProblemException 400 if it is there but not a text */
    public Optional<String> findText(String name) {
        return find(name, String.class, "a text");
    }

    /** @throws ProblemException 400 if it is there but neither {@code true} nor {@code false} */
    public Optional<Boolean> findFlag(String name) {
        return find(name, Boolean.class, "true or false");
    }

    private <T> Optional<T> find(String name, Class<T> type, String kind) {
        Object value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            throw Problem.badRequest("The member '" + name + "' must be " + kind + ".")
                    .exception();
        }
        return Optional.ofNullable(value).map(type::cast);
    }
}
