# The database gets the requests, and has no way to answer them.
resource "aws_route" "to_hub" {
  for_each = { app = local.spokes.app }
}
