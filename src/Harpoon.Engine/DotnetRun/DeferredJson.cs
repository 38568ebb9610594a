using System.Text.Json.Serialization;

namespace Harpoon.Engine.DotnetRun;

/// <summary>How what is deferred is written. Made by the compiler: a serializer that looks at types first takes longer than the whole run.</summary>
// By metadata alone: code that writes without it would be a tenth of the assembly.
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true, Converters = [typeof(RegexJson)])]
[JsonSerializable(typeof(DeferredBuild))]
[JsonSerializable(typeof(DeferredRun))]
internal sealed partial class DeferredJson : JsonSerializerContext;
