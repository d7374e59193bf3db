import Annotations
import JSON

/// One unit of input: what a task reads, and what a writer needs to write it back.
package struct Record: Sendable {
  /// Where it stands.
  package var place: Place
  /// Its identifier, a string or a number, if it has one.
  package var id: JSONValue?
  /// What the task reads.
  package var fields: Fields
  /// What the source says about it, where it does and was asked.
  package var gold: Gold?
  /// The record in its own format.
  package var carrier: any Carrier

  /// A record.
  package init(place: Place, id: JSONValue? = nil, fields: Fields, gold: Gold? = nil, carrier: any Carrier) {
    self.place = place
    self.id = id
    self.fields = fields
    self.gold = gold
    self.carrier = carrier
  }
}
