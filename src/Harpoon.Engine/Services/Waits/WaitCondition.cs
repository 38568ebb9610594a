using System.Text.Json.Serialization;

namespace Harpoon.Engine.Services.Waits;

/// <summary>One thing that must be so before a service counts as ready. Its text is how a user writes it.</summary>
[JsonDerivedType(typeof(PortWait), "port")]
[JsonDerivedType(typeof(HttpWait), "http")]
[JsonDerivedType(typeof(LogWait), "log")]
[JsonDerivedType(typeof(HealthyWait), "healthy")]
[JsonDerivedType(typeof(ExitWait), "exit")]
[JsonDerivedType(typeof(FileWait), "file")]
[JsonDerivedType(typeof(CommandWait), "command")]
public abstract record WaitCondition;
