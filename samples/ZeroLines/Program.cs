string greeting = Environment.GetEnvironmentVariable("GREETING") ?? "Hello";
Console.WriteLine($"{greeting}, {args.FirstOrDefault() ?? "world"}! This is .NET {Environment.Version.Major} in a container.");
