using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Client.Calls.Live;

/// <summary>Reads the engine's JSON messages. What it does not know is passed over, whatever its shape: engines differ, and grow.</summary>
internal static class EngineMessageParser
{
    private static readonly JsonReaderOptions SeveralValues = new() { AllowMultipleValues = true };

    /// <summary>Reads the messages of one line, which are one as a rule; an engine may write several without a line break.</summary>
    /// <exception cref="JsonException">The line is not whole JSON.</exception>
    public static ImmutableArray<EngineMessage> Parse(ReadOnlySpan<byte> line)
    {
        var messages = ImmutableArray.CreateBuilder<EngineMessage>(1);
        var reader = new Utf8JsonReader(line, SeveralValues);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                messages.Add(ReadMessage(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }

        return messages.ToImmutable();
    }

    private static EngineMessage ReadMessage(ref Utf8JsonReader reader)
    {
        var message = new EngineMessage();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            message = ReadProperty(ref reader, message);
        }

        return message;
    }

    private static EngineMessage ReadProperty(ref Utf8JsonReader reader, EngineMessage message)
    {
        if (reader.ValueTextEquals("stream"u8))
        {
            return message with { Stream = ReadText(ref reader) };
        }

        if (reader.ValueTextEquals("status"u8))
        {
            return message with { Status = ReadText(ref reader) };
        }

        if (reader.ValueTextEquals("id"u8))
        {
            return message with { Id = ReadText(ref reader) };
        }

        if (reader.ValueTextEquals("progress"u8))
        {
            return message with { Progress = ReadText(ref reader) };
        }

        if (reader.ValueTextEquals("progressDetail"u8))
        {
            return ReadProgressDetail(ref reader, message);
        }

        if (reader.ValueTextEquals("error"u8))
        {
            return message with { Error = ReadError(ref reader) ?? message.Error };
        }

        if (reader.ValueTextEquals("errorDetail"u8))
        {
            return ReadErrorDetail(ref reader, message);
        }

        if (reader.ValueTextEquals("aux"u8))
        {
            return ReadAux(ref reader, message);
        }

        reader.Read();
        reader.Skip();
        return message;
    }

    private static EngineMessage ReadErrorDetail(ref Utf8JsonReader reader, EngineMessage message)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return message with { Error = message.Error ?? ValueAsError(ref reader) };
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
            {
                message = message with { Error = ReadText(ref reader) ?? message.Error };
            }
            else if (reader.ValueTextEquals("code"u8))
            {
                reader.Read();
                message = message with { ErrorCode = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) ? code : null };
                reader.Skip();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return message;
    }

    private static EngineMessage ReadProgressDetail(ref Utf8JsonReader reader, EngineMessage message)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return message;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("current"u8))
            {
                message = message with { Current = ReadNumber(ref reader) };
            }
            else if (reader.ValueTextEquals("total"u8))
            {
                message = message with { Total = ReadNumber(ref reader) };
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return message;
    }

    private static EngineMessage ReadAux(ref Utf8JsonReader reader, EngineMessage message)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return message;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("ID"u8))
            {
                message = message with { AuxId = ReadText(ref reader) };
            }
            else if (reader.ValueTextEquals("Digest"u8))
            {
                message = message with { AuxDigest = ReadText(ref reader) };
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return message;
    }

    private static string? ReadError(ref Utf8JsonReader reader)
    {
        reader.Read();
        return ValueAsError(ref reader);
    }

    /// <summary>An error in whatever shape: to pass over one would take a failure for a success.</summary>
    private static string? ValueAsError(ref Utf8JsonReader reader)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.RootElement.GetString(),
            _ => value.RootElement.GetRawText(),
        };
    }

    private static long? ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
        {
            return number;
        }

        reader.Skip();
        return null;
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }
}
