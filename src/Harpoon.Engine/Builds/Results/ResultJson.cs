using System.Text.Json.Serialization;

namespace Harpoon.Engine.Builds.Results;

/// <summary>How a result is written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImageResult))]
internal sealed partial class ResultJson : JsonSerializerContext;
